"""One query, one chart: a grid of statistics as a Vega-Lite document, as SVG, as PNG."""
