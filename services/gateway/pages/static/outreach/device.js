// What lies on the device until it is stored at the server: entries, drafts, and what was taken along (supplies).
const device = new Promise((done, fail) => {
  const opening = indexedDB.open("lahio-outreach", 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("entries", {keyPath: "id"});
    opening.result.createObjectStore("notes");
  };
  opening.onsuccess = () => done(opening.result);
  opening.onerror = () => fail(opening.error);
});

// Done once it is on the disk: a tablet may lose its power at any moment.
async function within(store, mode, work) {
  const turn = (await device).transaction(store, mode, {durability: "strict"});
  return new Promise((done, fail) => {
    let result;
    work(turn.objectStore(store), found => { result = found; });
    turn.oncomplete = () => done(result);
    turn.onerror = turn.onabort = () => fail(turn.error);
  });
}

const asked = (request, tell) => { request.onsuccess = () => tell(request.result); };

const entries = () => within("entries", "readonly", (store, tell) => asked(store.getAll(), tell));
const keepEntry = entry => within("entries", "readwrite", store => store.put(entry));
const dropEntry = id => within("entries", "readwrite", store => store.delete(id));

// Both tell what they came to in one step, so that no entry is changed while it is being sent.
const changeEntry = (id, change) => within("entries", "readwrite", (store, tell) => asked(store.get(id), entry => {
  const changed = entry && change(entry);
  if (changed) store.put(changed);
  tell(changed || null);
}));

const note = name => within("notes", "readonly", (store, tell) => asked(store.get(name), tell));
const keepNote = (name, value) => within("notes", "readwrite", store => store.put(value, name));
const dropNote = name => within("notes", "readwrite", store => store.delete(name));

function newId() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map(byte => byte.toString(16).padStart(2, "0")).join("");
}
