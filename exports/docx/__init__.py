"""Writes a `Document` for a word processor. The public face is `exports.docx.renderer.render_docx`."""
