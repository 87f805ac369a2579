"""Encryption at rest and keyed look-up."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.test import override_settings

from reisgenoot.kernel import crypto


def test_encrypt_when_read_back_then_same_and_never_twice_alike() -> None:
    first, second = crypto.encrypt("999990019"), crypto.encrypt("999990019")
    assert crypto.decrypt(first) == crypto.decrypt(second) == "999990019"
    assert first != second
    assert b"999990019" not in first


def test_keyed_hash_when_other_key_then_other_hash() -> None:
    ours = crypto.keyed_hash("999990019")
    with override_settings(BSN_HASH_KEY="another"):
        assert crypto.keyed_hash("999990019") != ours
    assert crypto.keyed_hash("999990019") == ours


def test_decrypt_when_wrong_key_then_says_what_to_do() -> None:
    sealed = crypto.encrypt("999990019")
    import base64

    other = base64.urlsafe_b64encode(AESGCM.generate_key(256)).decode()
    with override_settings(BSN_ENCRYPTION_KEY=other), pytest.raises(crypto.WrongKey, match="key file"):
        crypto.decrypt(sealed)
