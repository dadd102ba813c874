// How an entry is said to the server. Made once, when it is written down: the same request again is the same command.
const API = "/api/v1/areas/";
const one = (fields, name) => (fields[name] || [""])[0].trim();
const numbers = (fields, kind) => Object.keys(fields)
  .filter(name => name.startsWith(`${kind}.`) && one(fields, name))
  .map(name => [name.slice(kind.length + 1), Number(one(fields, name))]);

const REQUESTS = {
  idea: (fields, entry) => ({
    method: "POST",
    path: `${API}${entry.area}/rounds/${one(fields, "round")}/ideas`,
    body: {title: one(fields, "title"), text: one(fields, "text"), category: one(fields, "category"), on_behalf: true},
  }),
  contribution: (fields, entry) => ({
    method: "POST",
    path: `${API}${entry.area}/gatherings/${one(fields, "gathering")}/contributions`,
    body: {
      contribution: entry.id, text: one(fields, "text"), said_at: entry.at,
      age: one(fields, "age"), category: one(fields, "category") || null,
    },
  }),
  attendance: (fields, entry) => ({
    method: "PUT",
    path: `${API}${entry.area}/gatherings/${one(fields, "gathering")}/attendance/${entry.id}`,
    body: {counts: numbers(fields, "count").map(([age, count]) => ({age, count}))},
  }),
  paper: (fields, entry) => {
    const serial = one(fields, "serial").toUpperCase(), reason = one(fields, "reason");
    const papers = `${API}${entry.area}/rounds/${one(fields, "batch").replace("/", "/paper/")}/papers`;
    if (reason) return {method: "POST", path: `${papers}/reject`, body: {serial, reason}};
    return {method: "PUT", path: papers, body: {serial, choices: choices(fields)}};
  },
};

// Ticked boxes, or one of several; or points; or places, the best first.
function choices(fields) {
  const marked = Object.keys(fields).filter(name => name.split(".")[0] === "choice").flatMap(name => fields[name]);
  const placed = numbers(fields, "place").sort((a, b) => a[1] - b[1]).map(([proposal]) => proposal);
  const given = numbers(fields, "points").filter(([, points]) => points > 0);
  return [...[...marked, ...placed].map(proposal => ({proposal})), ...given.map(([proposal, points]) => ({proposal, points}))];
}
