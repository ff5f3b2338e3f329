"""Signatures: an approval signed with an SSH key, as a second proof beside the minutes.

OpenSSH's ``ssh-keygen -Y`` makes and verifies them. Once the file
``hyvaksytyt/sallitut_allekirjoittajat`` (OpenSSH's allowed signers) exists, the newest record
must be signed by somebody in it: through the chain it speaks for all before it.
"""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from digitiekartta.basics.kinds import APPROVALS
from digitiekartta.basics.problems import Place, Problem

SIGNATURE, SIGNERS = "hyvaksynta.json.sig", "sallitut_allekirjoittajat"
_PROGRAM, _NAMESPACE = "ssh-keygen", "digitiekartta"

SIGNING_FAILED = APPROVALS.error(
    "signing-failed",
    "Allekirjoitus ei onnistunut, joten mitään ei hyväksytty.",
    "Tarkista, että valinnan --sign tiedosto on SSH-avain ja että salasana on oikea.",
    "approve esimerkkila --sign avain, kun tiedosto ei ole SSH-avain.",
)
UNSIGNED_APPROVAL = APPROVALS.error(
    "unsigned-approval",
    "Uusimman version {version} hyväksyntää ei ole allekirjoitettu, vaikka kansiossa on tiedosto"
    f" {SIGNERS}.",
    "Hyväksy versio uudelleen valinnalla --sign.",
    f"Kansiossa hyvaksytyt on tiedosto {SIGNERS}, mutta uusinta versiota ei ole allekirjoitettu.",
)
BAD_SIGNATURE = APPROVALS.error(
    "bad-signature",
    f"Allekirjoitus ei ole tämän hyväksynnän, tai allekirjoittaja ei ole tiedostossa {SIGNERS}.",
    "Palauta hyväksyntä ja allekirjoitus versiopalvelusta sellaisina kuin ne kirjoitettiin.",
    f"Tiedostoa {SIGNATURE} on muokattu.",
)
NO_SSH_KEYGEN = APPROVALS.error(
    "no-ssh-keygen",
    f"Allekirjoituksia ei voi tehdä eikä tarkistaa: ohjelmaa {_PROGRAM} ei ole.",
    "Asenna OpenSSH (Debianissa paketti openssh-client) ja yritä uudelleen.",
    f"Koneessa ei ole OpenSSH:ta, ja kansiossa hyvaksytyt on tiedosto {SIGNERS}.",
)


def sign(record: bytes, key: Path) -> bytes | Problem:
    """Return the signature of a record's bytes, or the Problem that prevents it.

    The key is a private SSH key, or the public one of a key that the agent holds.
    """
    if not shutil.which(_PROGRAM):
        return NO_SSH_KEYGEN.at(Place(SIGNERS))
    ended = _run(["-Y", "sign", "-q", "-n", _NAMESPACE, "-f", str(key)], record)
    if ended.returncode != 0 or not ended.stdout:
        return SIGNING_FAILED.at(Place(key.name))
    return ended.stdout


def signature_problems(
    folder: Path, prefix: str, records: Sequence[tuple[str, date, bytes]]
) -> Iterator[Problem]:
    """Yield what is wrong with the signatures of approved versions.

    ``records`` has version, day of the decision and record of each, from first to newest.
    """
    signers = folder / SIGNERS
    if not signers.is_file():
        return
    for position, (version, day, record) in enumerate(records, 1):
        signature = folder / version / SIGNATURE
        place = Place(f"{prefix}/{version}/{SIGNATURE}")
        if signature.is_file():
            if problem := _unproven(signature, signers, day, record, place):
                yield problem
        elif position == len(records):
            yield UNSIGNED_APPROVAL.at(place, version=version)


def _unproven(
    signature: Path, signers: Path, day: date, record: bytes, place: Place
) -> Problem | None:
    if not shutil.which(_PROGRAM):
        return NO_SSH_KEYGEN.at(Place(SIGNERS))
    # On the day of the decision: keys may have been retired since.
    common = ["-n", _NAMESPACE, "-O", f"verify-time={day:%Y%m%d}", "-s", str(signature)]
    principals = _run(["-Y", "find-principals", "-f", str(signers), *common[2:]], record)
    for signer in principals.stdout.decode("utf-8", "replace").splitlines():
        ended = _run(["-Y", "verify", "-f", str(signers), "-I", signer, *common], record)
        if ended.returncode == 0:
            return None
    return BAD_SIGNATURE.at(place)


def _run(words: Sequence[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [_PROGRAM, *words], input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
