"""What is written to people."""

from services.gateway.operations import query
from shared.contracts.notifications import CountMessages

OPERATIONS = (query("/areas/{area}/messages", CountMessages, "How many letters of an area wait, went out or failed"),)
