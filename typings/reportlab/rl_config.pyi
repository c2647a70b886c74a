useA85: int
invariant: int
trustedHosts: list[str] | None
trustedSchemes: list[str]
