"""Agent Desk (坐席工作台): the desktop of a bank's customer service centre."""
