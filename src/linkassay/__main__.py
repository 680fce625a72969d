"""`python -m linkassay`.

Takes: what the command line takes. Gives: what it gives.
Never: does anything of its own.
"""

from linkassay.cli import main

if __name__ == "__main__":
    main()
