"""Documents: Word, Excel, PowerPoint, PDF, OpenDocument and CSV in; annexes and tables out."""
