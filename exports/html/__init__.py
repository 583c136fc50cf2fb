"""Writes a `Document` as one file of HTML. The public face is `exports.html.renderer.render_html`."""
