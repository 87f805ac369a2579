"""Questionnaires as XLSForm workbooks: reading them, asking them page by page, and what was answered.

Owns: questionnaire versions, sittings, answers. A question never changes: a new version is a new workbook.
"""
