"""Every page there is, an address of it in the demo, and who looks at it. A new page gets a line here."""

from dataclasses import dataclass

from tests.browser.visitor import NOBODY

IDEAS, VOTING = "/areas/petonen", "/areas/puijonlaakso"
IDEAS_ROUND, VOTING_ROUND = f"{IDEAS}/rounds/petonen-2027", f"{VOTING}/rounds/puijonlaakso-2027"
RESIDENT, COORDINATOR, CLERK, COMPARER = "resident", "coordinator", "clerk", "area_coordinator"
OUTREACH = "outreach"

PLAIN = str.maketrans("", "", "{}")


@dataclass(frozen=True)
class Look:
    """`route` as the gateway has it; `path` may hold `{proposal}` and the like, filled in from the demo."""

    route: str
    path: str
    who: str = NOBODY

    @property
    def name(self) -> str:
        return (
            f"{self.path.strip('/').replace('/', '-').translate(PLAIN) or 'front'}{'-' + self.who if self.who else ''}"
        )


AREA = "/areas/{area:str}"
ROUND = f"{AREA}/rounds/{{round:str}}"
PAGES = (
    Look("/", "/"),
    Look("/", "/", RESIDENT),
    Look("/accessibility", "/accessibility"),
    Look("/sign-in", "/sign-in"),
    Look("/me", "/me", RESIDENT),
    Look("/api/docs", "/api/docs"),
    Look("/demo/mail", "/demo/mail"),
    Look(AREA, IDEAS),
    Look(AREA, IDEAS, RESIDENT),
    Look(AREA, VOTING),
    Look(AREA, VOTING, RESIDENT),
    Look(AREA, VOTING, COORDINATOR),
    Look(f"{AREA}/map", f"{IDEAS}/map"),
    Look(f"{AREA}/gatherings", f"{IDEAS}/gatherings", RESIDENT),
    Look(f"{AREA}/packages", f"{IDEAS}/packages"),
    Look(f"{AREA}/packages/{{package:str}}", f"{IDEAS}/packages/{{package}}", RESIDENT),
    Look(f"{AREA}/outreach", f"{IDEAS}/outreach", OUTREACH),
    Look(f"{AREA}/outreach", f"{VOTING}/outreach", CLERK),
    Look("/offline", "/offline"),
    Look(f"{AREA}/figures", f"{VOTING}/figures"),
    Look(f"{AREA}/picture", f"{IDEAS}/picture"),
    Look(f"{AREA}/picture/compare", f"{IDEAS}/picture/compare"),
    Look(f"{AREA}/ideas/{{idea:str}}", f"{IDEAS}/ideas/{{idea}}", RESIDENT),
    Look(f"{AREA}/proposals/{{proposal:str}}", f"{VOTING}/proposals/{{proposal}}"),
    Look(f"{AREA}/proposals/{{proposal:str}}", f"{VOTING}/proposals/{{proposal}}", COORDINATOR),
    Look(f"{AREA}/waiting", f"{VOTING}/waiting", COORDINATOR),
    Look("/areas/compare", "/areas/compare"),
    Look("/city/select", "/city/select", COMPARER),
    Look("/city/figures", "/city/figures", COMPARER),
    Look(f"{ROUND}/code", f"{VOTING_ROUND}/code"),
    Look(f"{ROUND}/desk", f"{VOTING_ROUND}/desk", CLERK),
    Look(f"{ROUND}/vote", f"{IDEAS_ROUND}/vote", COORDINATOR),
    Look(f"{ROUND}/vote", f"{VOTING_ROUND}/vote", COORDINATOR),
    Look(f"{ROUND}/paper", f"{VOTING_ROUND}/paper", CLERK),
)
NOT_IN_THE_DEMO = {
    "/sign-in/provider": "the demo has no provider",
    "/sign-in/return": "the demo has no provider",
    "/sign-in/about-me": "the demo has no provider",
    "/selections/{selection:str}": "no area has been chosen in the demo",
    f"{ROUND}/result": "nothing is counted yet in the demo",
    f"{ROUND}/receipt": "nothing is published yet in the demo",
    f"{ROUND}/paper/{{batch:str}}": "no papers have been handed in in the demo",
    f"{AREA}/outreach/offline": "it is the outreach page, opened without network",
    f"{AREA}/surveys/{{survey:str}}": "the demo has no survey",
    f"{AREA}/programmes/{{programme:str}}/report": "no programme of the demo has been evaluated",
    f"{AREA}/projects/{{project:str}}/lineage": "nothing is built yet in the demo",
}
"""Pages that are looked at by their own tests, and why."""
NO_PAGES = {"/api/openapi.json", "/static/{hash:str}/{name:str}", "/metrics", "/health/live", "/health/ready"}
NO_PAGES |= {"/manifest.webmanifest", "/sw.js", f"{AREA}/outreach/supplies"}
