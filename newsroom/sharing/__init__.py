"""The paper where its readers are: as an article of WeChat's official accounts, as a text for group chats, as a poster."""
