// Makes the single server a replica set and gives the rooms a user that reaches their own databases alone.
try {
  rs.status();
} catch {
  rs.initiate({ _id: "rs0", members: [{ _id: 0, host: "mongo:27017" }] });
}
while (!db.hello().isWritablePrimary) sleep(100);

const rooms = ["areas", "ideas", "voting", "notifications", "analytics", "gateway"];
const account = {
  pwd: process.env.LAHIO_MONGO_PASSWORD,
  roles: rooms.map((room) => ({ role: "readWrite", db: `lahio_${room}` })),
};
const admin = db.getSiblingDB("admin");
if (admin.getUser("lahio")) admin.updateUser("lahio", account);
else admin.createUser({ user: "lahio", ...account });
