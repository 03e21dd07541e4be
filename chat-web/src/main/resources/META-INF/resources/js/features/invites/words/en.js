export const words = {
  inviteTo: (room) => `Invite people to ${room}`,
  inviteLead: "Anyone who has the link can join, until it is revoked.",
  makeInviteLink: "Create a link",
  invitesInForce: "Active links",
  noInvites: "No active links: nobody can join.",
  inviteBy: (name) => `Link by ${name}`,
  inviteByYou: "Your link",
  inviteBySomebody: "Link by someone who isn’t here",
  inviteMade: (ago) => `Created ${ago}`,
  inviteTakenBack: "Link revoked. People who joined with it stay.",
  mayNotTakeBack: "Only its creator, the room’s creator or an administrator can revoke it.",
  invitesFull: "There are too many active links. Revoke some first.",
};
