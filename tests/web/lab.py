"""`python -m web.lab PLAN`, inside a namespace: runs a plan and prints one line of JSON for each day.

The plan is a file of JSON, see `replay.Plan`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from web import namespace, rows, sites
from web.assay import Assay
from web.internet import Internet, Sky
from web.replay import Plan
from web.warc import Warc


def main(plan: Plan) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        namespace.settle(folder)
        links = [link for link in sites.links() if plan.wants(link)]
        with Internet(sites.hosts()) as internet:
            authority = folder / "authority.pem"
            internet.trust(authority)
            assay = Assay(folder / "work", authority)
            assay.cite([link.url for link in links])
            for day in plan.days:
                internet.turn(day, Sky(plan.skies.get(str(day), Sky.CLEAR)))
                with Warc.of(plan.warc if day == plan.days[0] else None) as warc:
                    internet.log.recorder = warc.response if warc else None
                    done = assay.audit(day)
                    internet.log.recorder = None
                told = {
                    "day": day,
                    "outcome": done.told["run"]["outcome"],
                    "code": done.code,
                    "seconds": round(done.seconds, 1),
                    "requests": rows.requests(day, internet.log.asked),
                    "rows": list(rows.rows(day, links, done.told)),
                }
                print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(Plan.read(Path(sys.argv[1])))
