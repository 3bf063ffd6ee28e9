"""Who may change what: memberships, roles, invitations, accounts and letters to people."""
