"""What a proposal costs: estimated, asked about, signed, appealed."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.costing import (
    AnswerQuestion,
    AppealCosting,
    AskAuthor,
    AssignCosting,
    DecideAppeal,
    EstimateCost,
    GetCosting,
    SignCosting,
)
from shared.contracts.gateway import ListExperts
from shared.contracts.waiting import ListWaiting

ONE = "/areas/{area}/proposals/{proposal}/costing"

OPERATIONS = (
    query("/areas/{area}/waiting", ListWaiting, "What waits for whom on the way to the ballot, oldest first"),
    query("/areas/{area}/experts", ListExperts, "The experts of the area, for those who assign a costing"),
    query(ONE, GetCosting, "What a proposal costs, with the estimates before"),
    command(HttpMethod.PUT, f"{ONE}/assignment", AssignCosting, "Assign the costing to a department or an expert"),
    command(HttpMethod.POST, f"{ONE}/estimates", EstimateCost, "Estimate what it costs and whether it is feasible"),
    command(HttpMethod.POST, f"{ONE}/questions", AskAuthor, "Ask the author", new="question"),
    command(HttpMethod.PUT, f"{ONE}/questions/{{question}}/answer", AnswerQuestion, "Answer as the author"),
    command(HttpMethod.POST, f"{ONE}/sign", SignCosting, "Sign an estimate that somebody else made"),
    command(HttpMethod.POST, f"{ONE}/appeal", AppealCosting, "Appeal against the estimate as the author"),
    command(HttpMethod.POST, f"{ONE}/appeal/decide", DecideAppeal, "Decide the appeal"),
)
