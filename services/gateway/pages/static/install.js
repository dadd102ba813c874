// Lets the site be installed, and say something when there is no network.
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});

// What somebody began to write lies on this device no longer than they want to be known on it.
function forgetDrafts() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("lahio draft ")) localStorage.removeItem(key);
  } catch { /* nothing was kept */ }
}

for (const form of document.querySelectorAll("form[data-leaves]")) form.addEventListener("submit", forgetDrafts);
if (document.querySelector("[data-left]")) forgetDrafts();
