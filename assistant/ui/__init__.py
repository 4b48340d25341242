"""The Gradio screen. Renders Answers and Hits; knows nothing of retrieval."""
