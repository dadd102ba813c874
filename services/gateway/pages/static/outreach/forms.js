// The forms: what is typed is kept as a draft at each change, and becomes an entry when it is said to be ready.
const root = document.getElementById("outreach"), {area} = root.dataset;
const forms = Object.fromEntries([...root.querySelectorAll("form[data-kind]")].map(form => [form.dataset.kind, form]));

function fieldsOf(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) (fields[name] ||= []).push(value);
  return fields;
}

function fill(form, fields) {
  if (fields.batch) choose(form.elements.batch, fields.batch[0]);
  for (const field of form.elements) {
    const given = fields[field.name];
    if (field.type === "checkbox" || field.type === "radio") field.checked = (given || []).includes(field.value);
    else if (given && field.name !== "batch") choose(field, given[0]);
  }
}

// Also what can no longer be chosen stays what was meant, until the person chooses something else.
function choose(field, value) {
  if (field.options && ![...field.options].some(option => option.value === value)) field.add(new Option(root.dataset.gone, value));
  field.value = value;
  field.dispatchEvent(new Event("change"));
}

function offer(select, things) {
  const chosen = select.value;
  select.replaceChildren(...things.map(thing => new Option(thing.name, thing.id)));
  if (chosen) choose(select, chosen);
}

function offerAll(supplies) {
  for (const [kind, form] of Object.entries(forms)) form.hidden = !supplies.may.includes(kind);
  offer(forms.idea.elements.round, supplies.rounds);
  for (const kind of ["contribution", "attendance"]) offer(forms[kind].elements.gathering, supplies.gatherings);
  for (const form of Object.values(forms)) showWhetherThereIsAnything(form);
}

// Each batch brings the ballot that is printed on its papers.
function offerBatches(batches) {
  const {batch} = forms.paper.elements, before = fieldsOf(forms.paper);
  batch.onchange = () => {
    const found = batches.find(one => one.id === batch.value);
    document.getElementById("paper-ballot").innerHTML = found ? found.ballot : "";
  };
  offer(batch, batches);
  batch.onchange();
  fill(forms.paper, before);
  showWhetherThereIsAnything(forms.paper);
}

// Without a round, gathering or batch there is nothing that an entry could belong to.
function showWhetherThereIsAnything(form) {
  const select = form.querySelector("[data-needed]"), empty = !select.options.length;
  form.querySelector(".nothing").hidden = !empty;
  form.querySelector("button").disabled = empty;
}

const draftName = (person, kind) => `draft ${person} ${area} ${kind}`;

async function restore(person) {
  for (const [kind, form] of Object.entries(forms)) {
    const draft = await note(draftName(person, kind));
    if (!draft) continue;
    fill(form, draft.fields);
    form.dataset.entry = draft.entry;
  }
}

const keepDraft = (person, form) => keepNote(
  draftName(person, form.dataset.kind), {fields: fieldsOf(form), entry: form.dataset.entry || ""});

// What is ready lies in the queue before the form is emptied.
async function keepWhatIsReady(person, form) {
  const {kind} = form.dataset, fields = fieldsOf(form);
  const entry = {
    id: form.dataset.entry || newId(), kind, area, person, at: new Date().toISOString(), fields, state: "waiting", tried: false,
  };
  const before = (await entries()).find(one => one.id === entry.id);
  if (before) entry.at = before.at;
  entry.request = REQUESTS[kind](fields, entry);
  await keepEntry(entry);
  await dropNote(draftName(person, kind));
  const select = form.querySelector("[data-needed]"), {value} = select;
  form.dataset.entry = "";
  form.reset();
  choose(select, value);
}

// Taken out of the queue for a change: until it is ready again it is not sent.
async function edit(person, id) {
  const entry = await changeEntry(id, now => mayChange(now) ? {...now, state: "changing"} : null);
  if (!entry) return;
  const form = forms[entry.kind];
  form.reset();
  fill(form, entry.fields);
  form.dataset.entry = id;
  await keepDraft(person, form);
  form.querySelector("select, input, textarea").focus();
}

const mayChange = entry => entry.state === "refused" || entry.state === "changing" || (entry.state === "waiting" && !entry.tried);
