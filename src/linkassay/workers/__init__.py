"""Workers: documents are read in processes that may be killed, and work is done on all cores.

Takes: sources, the key for secrets, how many processes there may be; tasks, and what does them.
Gives: the readings of each source in the order of the sources, and where a limit was met what was
found so far; what is made of each task, in the order of the tasks.
Never: opens a document, judges, lets a document take more time or memory than its size allows, or
believes what a process sends that has read untrusted bytes.
"""

from linkassay.workers.hands import Hands
from linkassay.workers.pool import Workers

__all__ = ["Hands", "Workers"]
