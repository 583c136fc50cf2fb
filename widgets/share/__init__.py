"""The room Share: documents with a preview, and what is read out before people go home."""
