// What is being written stays in this browser until it is given: a phone loses its network, people lose their patience.
"use strict"

const KEPT = "lahio draft "
const fields = form => [...form.elements].filter(one => one.name && one.matches("textarea, select, input:not([type=hidden])"))

function kept(key) {
  try { return JSON.parse(localStorage.getItem(key)) } catch { return null }
}

function keep(key, form) {
  const written = Object.fromEntries(fields(form).map(one => [one.name, one.value]))
  try { localStorage.setItem(key, JSON.stringify(written)) } catch { /* full or forbidden: the page works without */ }
}

function fillAgain(form, written) {
  const texts = fields(form).filter(one => !one.matches("select"))
  if (texts.some(one => one.value) || !texts.some(one => written[one.name])) return
  for (const one of fields(form)) if (written[one.name]) one.value = written[one.name]
  form.querySelector("[data-draft-note]").hidden = false
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = KEPT + form.dataset.draft
  const written = kept(key)
  if (written) fillAgain(form, written)
  form.addEventListener("input", () => keep(key, form))
}

for (const given of document.querySelectorAll("[data-draft-given]")) {
  try { localStorage.removeItem(KEPT + given.dataset.draftGiven) } catch { /* there was none */ }
}
