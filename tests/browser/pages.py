"""Every page there is, an address of it in the demo, and who looks at it. A new page gets a line here."""

from dataclasses import dataclass

from tests.browser.visitor import NOBODY

IDEAS, VOTING = "/areas/petonen", "/areas/puijonlaakso"
IDEAS_ROUND, VOTING_ROUND = f"{IDEAS}/rounds/petonen-2027", f"{VOTING}/rounds/puijonlaakso-2027"
RESIDENT, COORDINATOR, CLERK, COMPARER = "resident", "coordinator", "clerk", "area_coordinator"
MODERATOR, EXPERT = "moderator", "expert"
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
    Look("/accessibility/criteria", "/accessibility/criteria"),
    Look("/sign-in", "/sign-in"),
    Look("/me", "/me", RESIDENT),
    Look("/me", "/me", COORDINATOR),
    Look("/forgotten", "/forgotten"),
    Look("/api/docs", "/api/docs"),
    Look("/demo/mail", "/demo/mail"),
    Look(AREA, IDEAS),
    Look(AREA, IDEAS, RESIDENT),
    Look(AREA, VOTING),
    Look(AREA, VOTING, RESIDENT),
    Look(AREA, VOTING, COORDINATOR),
    Look(f"{AREA}/map", f"{IDEAS}/map"),
    Look(f"{AREA}/timeline", f"{IDEAS}/timeline"),
    Look(f"{AREA}/gatherings", f"{IDEAS}/gatherings", RESIDENT),
    Look(f"{AREA}/gatherings/{{gathering:str}}", f"{IDEAS}/gatherings/{{gathering}}"),
    Look(f"{AREA}/gatherings/{{gathering:str}}", f"{IDEAS}/gatherings/{{gathering}}", RESIDENT),
    Look(f"{AREA}/surveys/{{survey:str}}", f"{IDEAS}/surveys/{{survey}}"),
    Look(f"{AREA}/surveys/{{survey:str}}", f"{IDEAS}/surveys/{{survey}}", RESIDENT),
    Look(f"{AREA}/packages", f"{IDEAS}/packages"),
    Look(f"{AREA}/packages/{{package:str}}", f"{IDEAS}/packages/{{package}}", RESIDENT),
    Look(f"{AREA}/outreach", f"{IDEAS}/outreach", OUTREACH),
    Look(f"{AREA}/outreach", f"{VOTING}/outreach", CLERK),
    Look("/offline", "/offline"),
    Look(f"{AREA}/figures", f"{VOTING}/figures"),
    Look(f"{AREA}/figures", f"{VOTING}/figures", COORDINATOR),
    Look(f"{AREA}/picture", f"{IDEAS}/picture"),
    Look(f"{AREA}/picture/compare", f"{IDEAS}/picture/compare"),
    Look(f"{AREA}/ideas", f"{IDEAS}/ideas"),
    Look(f"{AREA}/ideas", f"{IDEAS}/ideas?q=valot", RESIDENT),
    Look(f"{AREA}/ideas/{{idea:str}}", f"{IDEAS}/ideas/{{idea}}", RESIDENT),
    Look(f"{ROUND}/ideas/new", f"{IDEAS_ROUND}/ideas/new"),
    Look(f"{ROUND}/ideas/new", f"{IDEAS_ROUND}/ideas/new", RESIDENT),
    Look(f"{AREA}/proposals", f"{VOTING}/proposals"),
    Look(f"{AREA}/proposals/{{proposal:str}}", f"{VOTING}/proposals/{{proposal}}", RESIDENT),
    Look(f"{AREA}/projects", f"{VOTING}/projects"),
    Look(f"{AREA}/proposals/{{proposal:str}}", f"{VOTING}/proposals/{{proposal}}"),
    Look(f"{AREA}/proposals/{{proposal:str}}", f"{VOTING}/proposals/{{proposal}}", COORDINATOR),
    Look(f"{AREA}/waiting", f"{VOTING}/waiting", COORDINATOR),
    Look(f"{AREA}/waiting", f"{IDEAS}/waiting", MODERATOR),
    Look(f"{AREA}/proposals/{{proposal:str}}", f"{VOTING}/proposals/{{proposal}}", EXPERT),
    Look(f"{ROUND}/merge", f"{IDEAS_ROUND}/merge", COORDINATOR),
    Look(f"{AREA}/moderation", f"{IDEAS}/moderation", MODERATOR),
    Look(f"{AREA}/history/{{kind:str}}/{{id:str}}", f"{IDEAS}/history/idea/{{idea}}", MODERATOR),
    Look(f"{AREA}/history/{{kind:str}}/{{id:str}}", f"{VOTING}/history/round/puijonlaakso-2027", COORDINATOR),
    Look(f"{AREA}/plan", f"{IDEAS}/plan", COORDINATOR),
    Look(f"{AREA}/plan/round", f"{IDEAS}/plan/round", COORDINATOR),
    Look(f"{AREA}/plan/rounds/{{round:str}}", f"{IDEAS}/plan/rounds/petonen-2027", COORDINATOR),
    Look(f"{AREA}/plan/packages", f"{IDEAS}/plan/packages", COORDINATOR),
    Look(f"{AREA}/plan/packages/{{package:str}}", f"{IDEAS}/plan/packages/{{package}}", COORDINATOR),
    Look(f"{AREA}/plan/pictures", f"{IDEAS}/plan/pictures", COORDINATOR),
    Look(f"{AREA}/plan/pictures/{{picture:str}}", f"{IDEAS}/plan/pictures/{{picture}}", COORDINATOR),
    Look(f"{AREA}/plan/goals", f"{IDEAS}/plan/goals", COORDINATOR),
    Look(f"{AREA}/plan/goals/{{goal:str}}", f"{IDEAS}/plan/goals/{{goal}}", COORDINATOR),
    Look(f"{AREA}/plan/gatherings", f"{IDEAS}/plan/gatherings", COORDINATOR),
    Look(f"{AREA}/plan/gatherings/{{gathering:str}}", f"{IDEAS}/plan/gatherings/{{gathering}}", COORDINATOR),
    Look(f"{AREA}/plan/surveys", f"{IDEAS}/plan/surveys", COORDINATOR),
    Look(f"{AREA}/plan/surveys/{{survey:str}}", f"{IDEAS}/plan/surveys/{{survey}}", COORDINATOR),
    Look(f"{AREA}/plan/evaluation", f"{IDEAS}/plan/evaluation", COORDINATOR),
    Look("/areas/compare", "/areas/compare"),
    Look("/city/select", "/city/select", COMPARER),
    Look("/city/figures", "/city/figures", COMPARER),
    Look(f"{ROUND}/ballot", f"{VOTING_ROUND}/ballot"),
    Look(f"{ROUND}/ballot", f"{VOTING_ROUND}/ballot", RESIDENT),
    Look(f"{ROUND}/code", f"{VOTING_ROUND}/code"),
    Look(f"{ROUND}/desk", f"{VOTING_ROUND}/desk", CLERK),
    Look(f"{ROUND}/vote", f"{IDEAS_ROUND}/vote", COORDINATOR),
    Look(f"{ROUND}/vote", f"{VOTING_ROUND}/vote", COORDINATOR),
    Look(f"{ROUND}/paper", f"{VOTING_ROUND}/paper", CLERK),
)
NOT_IN_THE_DEMO = {
    f"{AREA}/projects/{{project:str}}/implementation": "nothing is built yet in the demo",
    "/sign-in/provider": "the demo has no provider",
    "/sign-in/return": "the demo has no provider",
    "/sign-in/about-me": "the demo has no provider",
    "/selections/{selection:str}": "no area has been chosen in the demo",
    f"{ROUND}/result": "nothing is counted yet in the demo",
    f"{ROUND}/receipt": "nothing is published yet in the demo",
    f"{ROUND}/paper/{{batch:str}}": "no papers have been handed in in the demo",
    f"{AREA}/outreach/offline": "it is the outreach page, opened without network",
    f"{AREA}/programmes/{{programme:str}}/report": "no programme of the demo has been evaluated",
    f"{AREA}/projects/{{project:str}}": "nothing is built yet in the demo",
    f"{AREA}/projects/{{project:str}}/lineage": "nothing is built yet in the demo",
}
"""Pages that are looked at by their own tests, and why."""
CALENDARS = {f"{AREA}/calendar.ics", f"{AREA}/gatherings/{{gathering:str}}/calendar.ics"}
NO_PAGES = CALENDARS | {
    "/me/data",
    "/api/openapi.json",
    "/areas/{area:str}/map.svg",
    "/areas/{area:str}/rounds/{round:str}/ideas/alike",
    "/static/{hash:str}/{name:str}",
    "/metrics",
    "/health/live",
    "/health/ready",
}
NO_PAGES |= {"/manifest.webmanifest", "/sw.js", f"{AREA}/outreach/supplies"}
