"""Takes the network away from this process, where the system can: Linux, by a seccomp filter.

The first guard against a query that calls another server is that it is refused by its text
(`occupath.graph.sparql_text`); this one holds should a spelling ever slip through.
"""

from __future__ import annotations

import ctypes
import platform
import sys

_SYSTEMS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # audit arch, socket(2)
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2  # prctl(2)
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06  # BPF: load word, jump if equal, return
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO EACCES


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.POINTER(_Instruction)))


def take_network_away() -> bool:
    """From now on no socket can be opened by this process; False where that cannot be done."""
    system = _SYSTEMS.get(platform.machine()) if sys.platform == "linux" else None
    if system is None:
        return False
    architecture, socket = system
    rules = (_Instruction * 6)(
        _Instruction(_LOAD, 0, 0, 4),  # the architecture of the call
        _Instruction(_EQUAL, 0, 3, architecture),
        _Instruction(_LOAD, 0, 0, 0),  # its number
        _Instruction(_EQUAL, 0, 1, socket),
        _Instruction(_RETURN, 0, 0, _REFUSE),
        _Instruction(_RETURN, 0, 0, _ALLOW),
    )
    try:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
    except (OSError, AttributeError):
        return False
    if prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    program = _Program(len(rules), rules)
    return bool(prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)
