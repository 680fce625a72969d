"""The report as one page of HTML: templates, style, and what makes data harmless in them."""
