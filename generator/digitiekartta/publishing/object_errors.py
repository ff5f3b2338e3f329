"""What an object store answers when it refuses, in Finnish.

Of the answer only its code is quoted: the rest may hold an address with a signature in it.
"""

import re

from digitiekartta.basics.kinds import PUBLISHING
from digitiekartta.basics.problems import Place, Problem

_FAILED = PUBLISHING.error(
    "objects-failed",
    "Objektivarasto ei tehnyt, mitä pyydettiin: ”{words}”.",
    "Aja komento uudelleen. Jos vika toistuu, kerro siitä tietohallinnolle.",
    example="Objektivarastossa on häiriö.",
)
_NO_BUCKET = _FAILED.worded(
    "Objektivarastossa ei ole tällaista säilöä (bucket, container): ”{words}”.",
    "Tarkista kohteen nimi. Jos varasto on muualla kuin Amazonissa, anna sen osoite"
    " ympäristömuuttujassa AWS_ENDPOINT_URL.",
)
_WRONG_KEY = _FAILED.worded(
    "Objektivarasto ei hyväksy tunnuksia: ”{words}”.",
    "Tarkista, että ympäristömuuttujien tunnukset ovat oikein ja yhä voimassa.",
)
_NO_RIGHT = _FAILED.worded(
    "Tunnuksilla ei ole oikeutta tähän objektivarastossa: ”{words}”.",
    "Pyydä tietohallinnolta oikeus luetella, lukea, kirjoittaa ja poistaa kohteen objekteja.",
)
_CLOCK = _FAILED.worded(
    "Tämän koneen kello on eri ajassa kuin objektivarasto: ”{words}”.",
    "Aseta koneen kello aikaan (esimerkiksi timedatectl set-ntp true) ja aja komento uudelleen.",
)
_ELSEWHERE = _FAILED.worded(
    "Säilö on toisella alueella kuin mistä sitä kysyttiin: ”{words}”.",
    "Anna säilön alue ympäristömuuttujassa AWS_REGION, esimerkiksi eu-north-1.",
)
_UNREACHED = _FAILED.worded(
    "Objektivarastoon ei saada yhteyttä: ”{words}”.",
    "Tarkista verkkoyhteys ja palvelimen osoite (ympäristömuuttuja AWS_ENDPOINT_URL tai"
    " AZURE_STORAGE_ENDPOINT).",
)

_BUCKET = re.compile("NoSuchBucket|ContainerNotFound|specified bucket does not exist")
#: In the order in which they are looked for: a clock that is wrong makes signatures wrong.
_TOLD = (
    (_BUCKET, _NO_BUCKET),
    (
        re.compile(
            "RequestTimeTooSkewed|RequestExpired|RequestInTheFuture"
            "|[Dd]ate header[^<]* (?:too old|not valid)|short-lived token"
        ),
        _CLOCK,
    ),
    (
        re.compile(
            "InvalidAccessKeyId|SignatureDoesNotMatch|InvalidToken|ExpiredToken"
            "|AuthenticationFailed|InvalidAuthenticationInfo|invalid_grant|401 Unauthorized"
        ),
        _WRONG_KEY,
    ),
    (
        re.compile(
            "PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocation|[Rr]eceived redirect"
        ),
        _ELSEWHERE,
    ),
    (re.compile("AccessDenied|Authorization[A-Z]|AccountIsDisabled|403 Forbidden"), _NO_RIGHT),
    (re.compile("error sending request|HTTP error|dns error|timed out"), _UNREACHED),
)
_CODES = (
    re.compile(r"<Code>\s*(\w{1,60})"),
    re.compile(r"status code: (\d{3}(?: [A-Z][A-Za-z]{1,30}){0,3})"),
    re.compile(r"kind: (\w{1,30})"),
)


def is_of_bucket(error: BaseException) -> bool:
    """Whether it is the bucket that is missing, and not only an object in it."""
    return bool(_BUCKET.search(str(error)))


def problem(error: BaseException, where: str) -> Problem:
    """Return what to say of an error of the library."""
    told = str(error)
    kind = next((kind for words, kind in _TOLD if words.search(told)), _FAILED)
    codes = (found[1] for code in _CODES if (found := code.search(told)))
    return kind.at(Place(where), words=next(codes, type(error).__name__))
