// Counts a ballot while it is filled in: the same arithmetic in cents, and the same sentences, as the server's at each check.
"use strict";

const form = document.getElementById("ballot");
const sentences = JSON.parse(form.dataset.sentences);
const language = document.documentElement.lang;
const say = (name, values) => sentences[name].replace(/\{(\w+)\}/g, (_, value) => values[value]);
const number = (count) => new Intl.NumberFormat(language).format(count);
const euros = (cents) => {
  const digits = cents % 100 ? 2 : 0;
  const style = { style: "currency", currency: "EUR", minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(language, style).format(cents / 100);
};
const limit = (contest, name) => (name in contest.dataset ? Number(contest.dataset[name]) : null);

function given(input) {
  if (input.type !== "number") return input.checked ? 1 : null;
  const typed = input.value.trim();
  if (typed === "" && !input.validity.badInput) return null;
  return /^[0-9]{1,7}$/.test(typed) ? Number(typed) : NaN;
}

function counted(contest) {
  const points = "points" in contest.dataset;
  const all = [...contest.querySelectorAll("input[data-cents]")].map((input) => [input, given(input)]);
  const chosen = all.filter(([, value]) => value !== null && !(points && value === 0));
  const places = "places" in contest.dataset ? chosen.map(([, value]) => value) : [];
  return {
    chosen: chosen.map(([input]) => ({ title: input.dataset.title, cents: Number(input.dataset.cents) })),
    points: chosen.reduce((sum, [, value]) => sum + value, 0),
    odd: chosen.some(([, value]) => Number.isNaN(value)),
    same: new Set(places).size < places.length,
  };
}

function meter(contest) {
  const { chosen, points, odd, same } = counted(contest);
  const cents = chosen.reduce((sum, item) => sum + item.cents, 0);
  const [most, least, money] = ["most", "least", "money"].map((name) => limit(contest, name));
  const mostPoints = Number(contest.dataset.points) || null;
  const said = [say("number", { n: number(chosen.length), most: number(most) })];
  const wrong = [];
  if ("points" in contest.dataset && !odd)
    said.push(say(mostPoints ? "points" : "pointsFree", { n: number(points), most: number(mostPoints) }));
  if (money === null) said.push(say("cost", { spent: euros(cents) }));
  else if (cents <= money)
    said.push(say("left", { spent: euros(cents), most: euros(money), left: euros(money - cents) }));
  else {
    const over = cents - money;
    const titles = chosen.filter((item) => item.cents >= over).map((item) => item.title).join(", ");
    wrong.push(say("over", { spent: euros(cents), most: euros(money), over: euros(over) }));
    wrong.push(titles ? say("enough", { titles }) : say("several", {}));
  }
  if (chosen.length > most) wrong.push(say("fewer", { n: number(chosen.length - most) }));
  if (chosen.length && chosen.length < least) wrong.push(say("more", { n: number(least - chosen.length) }));
  if (mostPoints && points > mostPoints) wrong.push(say("pointsOver", { n: number(points - mostPoints) }));
  if (odd) wrong.push(sentences.odd);
  if (same) wrong.push(sentences.same);
  const full = money !== null ? [cents, money] : mostPoints ? [odd ? 0 : points, mostPoints] : [chosen.length, most];
  return { said: said.join(" "), wrong: wrong.join(" "), share: Math.floor((100 * full[0]) / Math.max(full[1], 1)), over: full[0] > full[1] };
}

// Only what has changed is written, as a screen reader reads out what is.
function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function show(contest) {
  const { said, wrong, share, over } = meter(contest);
  const part = contest.querySelector(".meter .part");
  part.setAttribute("width", Math.min(100, share));
  part.setAttribute("class", `part ${over ? "part-over" : "part-1"}`);
  write(contest.querySelector(".meter .said"), said);
  write(contest.querySelector(".meter .wrong"), wrong);
}

const contests = [...form.querySelectorAll("fieldset")];
const showAll = () => contests.forEach(show);
document.querySelectorAll(".unscripted").forEach((words) => { words.hidden = true; });
contests.forEach((contest) => contest.addEventListener("input", () => show(contest)));
window.addEventListener("pageshow", showAll);
showAll();
