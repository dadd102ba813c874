"""Lead measures, and the project packages cut from them."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.measures import ChooseLeadMeasure, DropLeadMeasure
from shared.contracts.package_comments import CommentOnPackage, HidePackageComment, ListPackageComments
from shared.contracts.packages import CutPackage, DecideOnPackage, GetPackage, ListPackages, RevisePackage

LEAD = "/areas/{area}/measures/{measure}/lead"
ALL = "/areas/{area}/packages"
ONE = f"{ALL}/{{package}}"
HIDE = "/areas/{area}/package-comments/{comment}/hide"

OPERATIONS = (
    command(HttpMethod.PUT, LEAD, ChooseLeadMeasure, "Have a measure lead a programme"),
    command(HttpMethod.POST, f"{LEAD}/drop", DropLeadMeasure, "A measure leads no longer"),
    query(ALL, ListPackages, "The project packages of an area, by when they start"),
    command(HttpMethod.POST, ALL, CutPackage, "Cut a project package from lead measures", new="package"),
    query(ONE, GetPackage, "A project package with the decisions on it"),
    command(HttpMethod.PUT, ONE, RevisePackage, "Plan a project package anew"),
    command(HttpMethod.POST, f"{ONE}/decisions", DecideOnPackage, "Decide on a project package"),
    query(f"{ONE}/comments", ListPackageComments, "What residents say of a project package, newest first"),
    command(HttpMethod.POST, f"{ONE}/comments", CommentOnPackage, "Comment on a project package", new="comment"),
    command(HttpMethod.POST, HIDE, HidePackageComment, "Hide a comment on a project package"),
)
