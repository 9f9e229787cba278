"""The web server's access logs → a ledger of views, visits and votes; the ledger → what pages show of them."""
