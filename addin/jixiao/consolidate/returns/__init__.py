"""What came in: a returned workbook as a submission, and how that is kept and sent."""
