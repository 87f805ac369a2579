"""The work of a team as a whole: how full everybody is, and handing over what somebody directs.

Words owned here: file (a journey that runs), load (files of one colleague, per fte), handover of a caseload (every file
of one colleague gets another director in one go), notice (what is told to the newcomer and to providers about it).
"""
