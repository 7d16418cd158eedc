"""Sign-in at real directories: OpenLDAP's slapd, an OpenID provider, and Samba as Active Directory."""
