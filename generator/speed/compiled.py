"""Templates as Jinja has compiled them, which takes longer than to fill a small site."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """The code of templates by Jinja's keys; that it belongs to the sources, Jinja sees itself."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}
        self.has_more = False
        """Whether any was compiled that was not known."""

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()
        self.has_more = True
