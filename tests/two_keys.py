"""The attack on AES-GCM that the commitment of a blob is there for."""

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def for_two_keys(one: bytes, two: bytes, nonce: bytes, place: bytes) -> bytes:
    """A ciphertext and tag that AES-GCM accepts under both keys.

    GHASH is linear in its blocks: four blocks are free but for one, which is solved
    so that both tags agree (Grubbs, Lu, Ristenpart, CRYPTO 2017, section 3).
    """
    free = [bytes([n]) * 16 for n in (1, 2, 3)]
    tail = (8 * len(place)).to_bytes(8, "big") + (8 * 64).to_bytes(8, "big")
    aad = [place[n : n + 16].ljust(16, b"\0") for n in range(0, len(place), 16)]
    blocks = [*aad, *free, bytes(16), tail]

    def tag(key: bytes, solved: int) -> int:
        filled = [*blocks[:-2], solved.to_bytes(16, "big"), tail]
        return ghash(block(key, bytes(16)), filled) ^ block(
            key, nonce + b"\x00\x00\x00\x01"
        )

    # The solved block is followed by one more, so it is multiplied by the square.
    factors = [power(block(key, bytes(16)), 2) for key in (one, two)]
    gap = tag(one, 0) ^ tag(two, 0)
    solved = times(gap, inverse(factors[0] ^ factors[1]))
    assert tag(one, solved) == tag(two, solved)
    ciphertext = b"".join(free) + solved.to_bytes(16, "big")
    return ciphertext + tag(one, solved).to_bytes(16, "big")


def block(key: bytes, plain: bytes) -> int:
    """AES of one block."""
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return int.from_bytes(encryptor.update(plain), "big")


def times(x: int, y: int) -> int:
    """The product in GCM's field, its bits in GCM's order (NIST SP 800-38D, 6.3)."""
    product = 0
    for bit in range(127, -1, -1):
        if y >> bit & 1:
            product ^= x
        x = x >> 1 ^ (0xE1 << 120 if x & 1 else 0)
    return product


def power(x: int, exponent: int) -> int:
    """The factor, multiplied by itself."""
    result = 1 << 127
    while exponent:
        if exponent & 1:
            result = times(result, x)
        x, exponent = times(x, x), exponent >> 1
    return result


def inverse(x: int) -> int:
    """What makes one of x."""
    return power(x, 2**128 - 2)


def ghash(key: int, blocks: list[bytes]) -> int:
    """GCM's hash of blocks."""
    hashed = 0
    for each in blocks:
        hashed = times(hashed ^ int.from_bytes(each, "big"), key)
    return hashed
