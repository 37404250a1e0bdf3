"""Seals and opens as docs and DESIGN say, with jwcrypto and nothing of ours. Reads a task as JSON, prints JSON.

Task: {"keyEncryptionKey", "wrapped", "place": {"tenant", "connection", "slot"}, "tokens": [...], "texts": [...]}
Answer: {"opened": [text of each token, or null], "sealed": [token of each text]}
"""

import hashlib
import hmac
import json
import sys

from jwcrypto import jwe, jwk
from jwcrypto.common import base64url_decode, base64url_encode


def key_id(key):
    return base64url_encode(hmac.new(key, b"vault kid v1", hashlib.sha256).digest()[:16])


def as_jwk(key):
    return jwk.JWK(kty="oct", k=base64url_encode(key))


def compact(members):
    return json.dumps(members, separators=(",", ":"), ensure_ascii=False)


def place_header(key, place):
    names = {"tid": place["tenant"], "cid": place["connection"], "fld": place["slot"]}
    return compact({"alg": "dir", "enc": "A256GCM", "kid": key_id(key), **names})


def wrapped_header(key, tenant):
    return compact({"alg": "dir", "enc": "A256GCM", "kid": key_id(key), "cty": "jwk+json", "tid": tenant})


def open_jwe(token, key, header):
    # A JOSE library does not hold a token to its place: the header expected is compared first.
    if base64url_decode(token.split(".")[0]).decode() != header:
        return None
    opened = jwe.JWE()
    opened.deserialize(token, as_jwk(key))
    return opened.payload


def seal_jwe(payload, key, header):
    sealed = jwe.JWE(payload, protected=header)
    sealed.add_recipient(as_jwk(key))
    return sealed.serialize(compact=True)


def padded(text):
    data = text.encode()
    if data.endswith((b" ", b"\n")):
        data += b"\n"
    return data.ljust(max(-(-len(data) // 64), 1) * 64)


def unpadded(payload):
    data = payload.rstrip(b" ")
    return (data[:-1] if data.endswith(b"\n") else data).decode()


def data_key(task):
    key = base64url_decode(task["keyEncryptionKey"])
    payload = open_jwe(task["wrapped"], key, wrapped_header(key, task["place"]["tenant"]))
    return base64url_decode(json.loads(payload)["k"])


def main():
    task = json.load(sys.stdin)
    key = data_key(task)
    header = place_header(key, task["place"])
    payloads = [open_jwe(token, key, header) for token in task["tokens"]]
    opened = [None if payload is None else unpadded(payload) for payload in payloads]
    sealed = [seal_jwe(padded(text), key, header) for text in task["texts"]]
    json.dump({"opened": opened, "sealed": sealed}, sys.stdout)


if __name__ == "__main__":
    main()
