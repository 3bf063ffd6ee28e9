"""stub"""


def described(kind, name):
    return lambda cls: cls


def described_root(cls):
    return cls
