"""Where figures come from: files, and the web services of others."""
