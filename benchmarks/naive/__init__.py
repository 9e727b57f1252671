"""The same card as an ordinary Streamlit page, in two ways; kept to be measured beside ours."""
