"""Signatures: an approval signed with an SSH key, as a second proof beside the minutes.

OpenSSH's ``ssh-keygen -Y`` makes and verifies them. Once the file
``hyvaksytyt/sallitut_allekirjoittajat`` (OpenSSH's allowed signers) exists, the newest record
must be signed by somebody in it: through the chain it speaks for all before it.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from digitiekartta.basics.kinds import APPROVALS, REVIEWS
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
NO_SIGNERS = APPROVALS.error(
    "no-signers",
    f"Hyväksyntä on allekirjoitettu, mutta tiedostoa {SIGNERS} ei ole, tai se ei ole tavallinen"
    " tiedosto.",
    "Palauta tiedosto versiopalvelusta. Ensimmäisellä kerralla tietohallinto tekee sen: rivillä"
    " on allekirjoittajan sähköpostiosoite ja julkinen SSH-avain.",
    f"Tiedosto hyvaksytyt/{SIGNERS} on poistettu, vaikka uusin versio on allekirjoitettu.",
)
SIGNERS_CHANGED = REVIEWS.error(
    "signers-changed",
    "Muutospyyntö muuttaa luetteloa, josta näkee, kuka saa allekirjoittaa hyväksynnän.",
    "Älä liitä muutospyyntöä, ellei tietohallinto ole itse tehnyt sitä. Luetteloa muutetaan"
    " omassa muutospyynnössään, jossa ei ole muuta.",
    f"Muutospyyntö poistaa tiedoston hyvaksytyt/{SIGNERS} tai lisää siihen avaimen.",
)
SIGNATURE_CHANGED = REVIEWS.error(
    "signature-changed",
    "Version {version} allekirjoitusta on muutettu, tai se on poistettu.",
    "Älä liitä muutospyyntöä. Palauta allekirjoitus versiopalvelusta.",
    f"Muutospyyntö poistaa tiedoston hyvaksytyt/2026-1/{SIGNATURE}.",
)
NO_SSH_KEYGEN = APPROVALS.error(
    "no-ssh-keygen",
    f"Allekirjoituksia ei voi tehdä eikä tarkistaa: ohjelmaa {_PROGRAM} ei ole.",
    "Asenna OpenSSH (Debianissa paketti openssh-client) ja yritä uudelleen.",
    f"Koneessa ei ole OpenSSH:ta, ja kansiossa hyvaksytyt on tiedosto {SIGNERS}.",
)


def can_verify() -> bool:
    """Whether there is the program that makes and verifies signatures."""
    return shutil.which(_PROGRAM) is not None


def sign(record: bytes, key: Path) -> bytes | Problem:
    """Return the signature of a record's bytes, or the Problem that prevents it.

    The key is a private SSH key, or the public one of a key that the agent holds.
    """
    if not can_verify():
        return NO_SSH_KEYGEN.at(Place(SIGNERS))
    ended = _run(["-Y", "sign", "-q", "-n", _NAMESPACE, "-f", str(key)], record)
    if ended.returncode != 0 or not ended.stdout:
        return SIGNING_FAILED.at(Place(key.name))
    return ended.stdout


def changed_signing(before: Path, after: Path, prefix: str) -> Iterator[Problem]:
    """Yield what a proposal changes of who may sign, and of what was signed.

    ``before`` and ``after`` are the folders of approved versions in the branch and in the
    proposal, ``prefix`` is what Problems call the latter.
    """
    if _bytes(before / SIGNERS) != _bytes(after / SIGNERS):
        yield SIGNERS_CHANGED.at(Place(f"{prefix}/{SIGNERS}"))
    for signature in sorted(before.glob(f"*/{SIGNATURE}")):
        version = signature.parent.name
        if _bytes(signature) != _bytes(after / version / SIGNATURE):
            yield SIGNATURE_CHANGED.at(Place(f"{prefix}/{version}/{SIGNATURE}"), version=version)


def _bytes(path: Path) -> bytes | str | None:
    """Return what a file holds, None when it is not there, and what else is there."""
    if path.is_symlink():
        return f"link to {path.readlink()}"
    if path.is_file():
        return path.read_bytes()
    return "no file" if path.exists() else None


def signature_problems(
    folder: Path, prefix: str, records: Sequence[tuple[str, date, bytes]]
) -> Iterator[Problem]:
    """Yield what is wrong with the signatures of approved versions.

    ``records`` has version, day of the decision and record of each, from first to newest.
    """
    signers = folder / SIGNERS
    if signers.is_symlink() or not signers.is_file():
        signed = any((folder / version / SIGNATURE).exists() for version, _, _ in records)
        if signed or os.path.lexists(signers):
            yield NO_SIGNERS.at(Place(f"{prefix}/{SIGNERS}"))
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
    if not can_verify():
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
