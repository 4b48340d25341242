"""Where articles come from. These modules are what all readers share.

From the top: `web/` fetches, `sandbox/` reads foreign bytes in a separate process, `formats/` and
`feeds/` read files and feeds, `html/` reads pages.
"""
