"""Draws a `Document` as a PDF. The public face is `exports.pdf.renderer.render_pdf`."""
