"""A bucket of a real server that speaks S3, on this machine, and what readers find in it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.request import Request, urlopen

from digitiekartta.audit.server import running
from digitiekartta.publishing.store import LIVE

BUCKET, PATH = "kunta", "digitiekartta/kauhava"
ADDRESS = f"s3://{BUCKET}/{PATH}"
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "AVAIN-JOTA-EI-NAYTETA",
    "AWS_SECRET_ACCESS_KEY": "salaisuus-jota-ei-nayteta",
    "AWS_REGION": "us-east-1",
}


@dataclass(frozen=True)
class Bucket:
    """The bucket, asked past our program: by the server's own library."""

    endpoint: str

    @property
    def environment(self) -> dict[str, str]:
        return {**CREDENTIALS, "AWS_ENDPOINT_URL": self.endpoint}

    @cached_property
    def client(self) -> Any:
        import boto3

        key, secret, region = CREDENTIALS.values()
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name=region,
            aws_access_key_id=key,
            aws_secret_access_key=secret,
        )

    def reset(self) -> None:
        """Empty the server, and make the bucket."""
        urlopen(Request(f"{self.endpoint}/moto-api/reset", method="POST")).close()
        self.client.create_bucket(Bucket=BUCKET)

    def contents(self, path: str = "") -> dict[str, bytes]:
        """Return name → content of every object below a path, from there on."""
        prefix = f"{PATH}/{path}/" if path else f"{PATH}/"
        found = self.client.list_objects_v2(Bucket=BUCKET, Prefix=prefix).get("Contents", ())
        names = [each["Key"] for each in found]
        return {name.removeprefix(prefix): self.body(name) for name in names}

    def body(self, key: str) -> bytes:
        return self.client.get_object(Bucket=BUCKET, Key=key)["Body"].read()

    def put(self, path: str, text: str) -> None:
        self.client.put_object(Bucket=BUCKET, Key=f"{PATH}/{path}", Body=text.encode())

    def headers(self, path: str) -> dict[str, str]:
        """Return what a web server tells of an object that readers see."""
        found = self.client.head_object(Bucket=BUCKET, Key=f"{PATH}/{LIVE}/{path}")
        return {
            name.lower(): value for name, value in found["ResponseMetadata"]["HTTPHeaders"].items()
        }


@contextmanager
def refusing(status: int, code: str) -> Iterator[str]:
    """Answer every request as a store does that refuses it; give the address."""

    class Refusal(BaseHTTPRequestHandler):
        def answer(self) -> None:
            secret = CREDENTIALS["AWS_SECRET_ACCESS_KEY"]
            body = f"<Error><Code>{code}</Code><Message>{secret}</Message></Error>".encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = answer

        def log_message(self, *_: object) -> None:
            pass

    with running(Refusal) as address:
        yield address


@contextmanager
def serving_buckets() -> Iterator[Bucket]:
    """Run the server while the block runs."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        yield Bucket("http://{}:{}".format(*server.get_host_and_port()))
    finally:
        server.stop()
