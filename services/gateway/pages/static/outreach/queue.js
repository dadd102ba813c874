// The queue as people see it, and the page at work.
const say = (sentence, values = {}) =>
  Object.entries(values).reduce((words, [name, value]) => words.replace(`{${name}}`, value), root.dataset[sentence]);
const time = at => new Date(at).toLocaleTimeString(document.documentElement.lang, {hour: "2-digit", minute: "2-digit"});
const KIND_OF_TAG = {waiting: "alert", changing: "alert", refused: "error", stored: ""};
const KEPT_FOR = 24 * 3600 * 1000; // milliseconds that a stored entry is still named

let person = "", offered = "", stopped;

async function show() {
  const all = await entries(), mine = all.filter(entry => entry.person === person);
  const waiting = mine.filter(entry => entry.state === "waiting").length;
  const others = all.filter(entry => entry.person !== person && entry.state !== "stored").length;
  document.getElementById("queue").replaceChildren(...mine.sort((a, b) => b.at.localeCompare(a.at)).map(row));
  document.getElementById("nothing-waits").hidden = mine.length > 0;
  document.getElementById("others").hidden = !others;
  document.getElementById("others").textContent = say("others", {n: others});
  document.getElementById("send").hidden = !waiting;
  tell(document.getElementById("state"), state(waiting));
  document.getElementById("sign-in-again").hidden = stopped !== SIGNED_OUT;
}

function state(waiting) {
  if (stopped === SIGNED_OUT) return say("signedout", {n: waiting});
  if (stopped === NO_ANSWER) return say("away", {n: waiting});
  return waiting ? say("sending", {n: waiting}) : say("allstored");
}

// A reader hears what is new, not the same again.
function tell(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

// The form stays as it was filled in.
function notKept(error) {
  tell(document.getElementById("state"), say("notkept"));
  throw error;
}

function row(entry) {
  const line = document.getElementById("entry").content.firstElementChild.cloneNode(true);
  const part = name => line.querySelector(`.${name}`);
  line.dataset.entry = entry.id;
  part("kind").textContent = say(entry.kind);
  part("state").textContent = say(entry.state);
  if (KIND_OF_TAG[entry.state]) part("state").classList.add(`hds-status-label--${KIND_OF_TAG[entry.state]}`);
  part("words").textContent = entry.fields ? about(entry) : "";
  part("when").textContent = time(entry.at);
  part("wrong").textContent = entry.state === "refused" ? entry.why || say("unclear") : "";
  for (const button of line.querySelectorAll("button")) {
    button.hidden = !OFFERED[button.dataset.act](entry);
    button.setAttribute("aria-label", `${button.textContent}: ${say(entry.kind)} ${time(entry.at)}`);
    button.onclick = () => ACTS[button.dataset.act](entry).then(show);
  }
  return line;
}

const about = ({kind, fields}) => ({
  idea: () => one(fields, "title"),
  contribution: () => one(fields, "text"),
  attendance: () => String(numbers(fields, "count").reduce((sum, [, count]) => sum + count, 0)),
  paper: () => one(fields, "serial"),
})[kind]();

const OFFERED = {
  edit: mayChange,
  retry: entry => entry.state === "refused",
  drop: entry => entry.state === "refused" || entry.state === "changing",
};
const ACTS = {
  edit: entry => edit(person, entry.id),
  retry: entry => changeEntry(entry.id, now => ({...now, state: "waiting"})).then(synchronise),
  drop: async entry => confirm(say("suredrop")) && dropEntry(entry.id),
};

// One tab at a time; who comes meanwhile waits for its turn.
const inTurn = work => navigator.locks ? navigator.locks.request("lahio-outreach", work) : work();

const synchronise = all => inTurn(async () => {
  stopped = await takeSupplies(all === true) || await sendAll(person);
}).then(show);
const comeBack = () => synchronise(true);

// Who is signed in, what they may do, and what they choose from; without network, as it was. Batches of papers come
// along only with all: finding them is work for the server.
async function takeSupplies(all) {
  const answer = await ask(root.dataset.supplies + (all ? "&batches=all" : ""));
  if (answer === SIGNED_OUT || answer === NO_ANSWER) return answer;
  if (answer.status !== 200 || !answer.body) return NO_ANSWER;
  const {batches, ...supplies} = answer.body;
  await keepNote("person", supplies.person);
  await keepNote(`supplies ${supplies.person} ${area}`, supplies);
  await begin(supplies);
  if (!batches) return;
  await keepNote(`batches ${person} ${area}`, batches);
  offerBatches(batches);
}

async function begin(supplies) {
  const words = JSON.stringify(supplies), another = person !== supplies.person;
  if (words === offered) return; // who is typing is not disturbed
  [person, offered] = [supplies.person, words];
  if (another) for (const form of Object.values(forms)) form.reset();
  offerAll(supplies);
  if (!another) return;
  if (supplies.may.includes("paper")) await offerBatches(await note(`batches ${person} ${area}`) || []);
  await restore(person);
}

async function forgetOld() {
  const old = (await entries()).filter(entry => entry.state === "stored" && Date.now() - Date.parse(entry.at) > KEPT_FOR);
  await Promise.all(old.map(entry => dropEntry(entry.id)));
}

// Last, so that the page says it is ready once all that it needs is on the device.
async function keepThisPage() {
  if (!("serviceWorker" in navigator)) return;
  const {active} = await navigator.serviceWorker.ready, channel = new MessageChannel();
  channel.port1.onmessage = () => { document.getElementById("ready").hidden = false; };
  active.postMessage({keep: root.dataset.offline}, [channel.port2]);
}

for (const form of Object.values(forms)) {
  form.addEventListener("input", () => keepDraft(person, form));
  form.addEventListener("submit", event => {
    event.preventDefault();
    keepWhatIsReady(person, form).then(show).then(synchronise, notKept);
  });
}
document.getElementById("send").onclick = comeBack;
addEventListener("online", comeBack);
setInterval(async () => { if ((await entries()).some(entry => entry.state === "waiting")) synchronise(); }, 30000);

(async () => {
  const last = await note("person"), supplies = last && await note(`supplies ${last} ${area}`);
  if (supplies) await begin(supplies);
  for (const part of root.querySelectorAll("[data-at-work]")) part.hidden = false;
  document.getElementById("without").hidden = true;
  await forgetOld();
  await show();
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  await comeBack();
  await keepThisPage();
})();
