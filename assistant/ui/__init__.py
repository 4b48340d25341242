"""The Gradio screen: `screen` puts the tabs together, and each tab is a module `tab_*`.

It renders answers and hits. Retrieval is not here."""
