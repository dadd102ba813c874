// From the device to the server, without doubles. An entry whose answer was lost is sent again as it is: the server
// knows it by its key. It can be changed only while it was never sent, or once it was refused.
const MOST_AT_ONCE = 100; // contributions
const ANSWER_WITHIN = 30000; // milliseconds
const NO_ANSWER = Symbol(), SIGNED_OUT = Symbol();

async function ask(path, options = {}) {
  const headers = {Accept: "application/json", "Accept-Language": document.documentElement.lang, ...options.headers};
  try {
    const answer = await fetch(path, {...options, headers, signal: AbortSignal.timeout(ANSWER_WITHIN)});
    if (answer.status === 401) return SIGNED_OUT;
    if (answer.status === 429 || answer.status >= 500) return NO_ANSWER;
    return {status: answer.status, body: await answer.json().catch(() => null)};
  } catch {
    return NO_ANSWER;
  }
}

// Tells what stopped it: NO_ANSWER, SIGNED_OUT, or nothing. Only what this person wrote goes out in their name.
async function sendAll(person) {
  const waiting = (await entries()).filter(entry => entry.state === "waiting" && entry.person === person);
  for (const parcel of parcels(waiting.sort((a, b) => a.at.localeCompare(b.at)))) {
    const stopped = await sendParcel(parcel);
    if (stopped) return stopped;
  }
}

// What was said at one gathering goes together, everything else by itself.
function parcels(waiting) {
  const found = [], open = new Map();
  for (const entry of waiting) {
    const there = entry.kind === "contribution" && open.get(entry.request.path);
    if (there && there.length < MOST_AT_ONCE) {
      there.push(entry);
      continue;
    }
    const parcel = [entry];
    found.push(parcel);
    if (entry.kind === "contribution") open.set(entry.request.path, parcel);
  }
  return found;
}

async function sendParcel(parcel) {
  const taken = (await Promise.all(parcel.map(entry => changeEntry(entry.id, takeAlong)))).filter(Boolean);
  if (!taken.length) return;
  const {method, path, body} = taken[0].request, together = taken[0].kind === "contribution";
  const answer = await ask(path, {
    method,
    headers: {"Content-Type": "application/json", "Idempotency-Key": taken[0].id},
    body: JSON.stringify(together ? {items: taken.map(entry => entry.request.body)} : body),
  });
  if (answer === SIGNED_OUT) await Promise.all(taken.map(entry => changeEntry(entry.id, comesBack)));
  if (answer === SIGNED_OUT || answer === NO_ANSWER) return answer;
  const outcomes = together && answer.status < 300 ? (answer.body || {}).items || [] : taken.map(() => outcomeOf(answer));
  await Promise.all(taken.map((entry, number) => settle(entry, outcomes[number] || {})));
}

const takeAlong = entry => entry.state === "waiting" ? {...entry, before: entry.tried, tried: true} : null;
const comesBack = entry => entry.state === "waiting" ? {...entry, tried: entry.before} : null;
const outcomeOf = ({status, body}) => status < 300 ? body || {} : {problem: {status, title: (body || {}).title || ""}};

// An answer that is not the server's own (a network that wants a sign-in of its own) settles nothing.
function settle(entry, {position, problem}) {
  if (Number.isInteger(position)) return changeEntry(entry.id, stored);
  if (problem && problem.status !== 429 && problem.status < 500) return changeEntry(entry.id, now => refused(now, problem));
}

// What people said, and how they voted, is on the device no longer.
const stored = ({id, kind, area, person, at}) => ({id, kind, area, person, at, state: "stored"});
const refused = (entry, problem) => ({...entry, state: "refused", why: problem.title});
