"""A training gap as a report: a page that prints, and a workbook."""
