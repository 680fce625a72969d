"""Deciding: builds cases, runs the rules, compares with the runs before, gives the exit code.

Takes: a reading, its dating, the link checks, the history, who looks for files. Gives: findings
with standing, and the exit code of a report. Never: asks a rule about what does not bear its sign,
or says by itself that something is wrong; that is a rule's word.
"""

from linkassay.judge.cases import find, find_in_suppressions
from linkassay.judge.lasting import lasting
from linkassay.judge.local_files import LocalFiles
from linkassay.judge.outcome import exit_code
from linkassay.judge.standing import compare, gone
from linkassay.judge.suppressing import Suppressions

__all__ = [
    "LocalFiles",
    "Suppressions",
    "compare",
    "exit_code",
    "find",
    "find_in_suppressions",
    "gone",
    "lasting",
]
