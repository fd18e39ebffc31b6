declare module "WidgetKit" {}
