// The number beside a slider follows it while it is moved.
document.addEventListener("input", (event) => {
  const shown = document.querySelector(`output[for="${CSS.escape(event.target.id)}"]`);
  if (shown) shown.value = event.target.value;
});
