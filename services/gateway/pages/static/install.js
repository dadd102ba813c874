// Lets the site be installed, and say something when there is no network.
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
