"""Change register: every version has its entry, its approvals and its proof. Arguments are those of `sapat check`."""

import sys

from sapat.cli import main

sys.exit(main(["check", "--rule", "SAP2", "--rule", "SAP3", *sys.argv[1:]]))
