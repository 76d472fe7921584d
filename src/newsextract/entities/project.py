"""stub"""
def read(room, context):
    return []
